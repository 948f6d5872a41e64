-- PostgreSQL lets everybody call a new function, and a default privilege of one schema cannot take that away. Whoever may use
-- schema private could so call all of its definer functions, past row security. From here on only what was granted by name is
-- left; triggers need no grant. A test keeps later migrations to it.

revoke execute on all routines in schema private from public;
