"""One household or a batch: which schemes apply, what each gives, and which part of the rent no help covers."""
