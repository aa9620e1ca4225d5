"""How everything looks: theme, icons, figures as text, and which side things are on."""
