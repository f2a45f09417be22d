"""One household or a batch: which schemes apply, what each gives, and where the rent goes that no help covers."""
