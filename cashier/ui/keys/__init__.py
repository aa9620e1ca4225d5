"""What can be done by key: the catalogue of actions, who may change its keys, where they show."""
