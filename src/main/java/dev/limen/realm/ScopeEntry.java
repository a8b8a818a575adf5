package dev.limen.realm;

import java.util.List;
import java.util.Optional;

/** A scope of the file. */
record ScopeEntry(Section section, String name, Optional<String> description, List<String> claims) {}
