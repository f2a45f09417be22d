"""The law: one package a scheme, its modules in the order of the regulations."""
