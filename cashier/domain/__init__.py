"""Pure values and rules of selling: no input or output, no clock, no Qt."""
