"""The law: one package for each scheme; its modules stand in the order of the regulations."""
