/**
 * The scenario language: YAML in, checked and resolved scenarios out, or every problem of the file at once.
 *
 * <p>A file becomes a tree of nodes that know where they were written ({@code YamlReader}); parents, profiles, variants
 * and overrides are laid over one another ({@code Layers}); parameters are put in ({@code Parameters}); and the records
 * of the core are filled from what they say about themselves ({@code Binder}). Nothing here knows any kind of
 * component.
 */
package dev.brownout.language;
