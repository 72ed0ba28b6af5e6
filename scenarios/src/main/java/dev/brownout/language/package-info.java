/**
 * The scenario language: YAML in, checked and resolved scenarios out, or every problem of the file at once.
 *
 * <p>A {@link dev.brownout.language.Loader} makes a {@link dev.brownout.language.ScenarioFile} of a text with the rooms
 * below, of which each knows only those before it: {@code grammar}, made from {@code Language.g4}; {@code problem} what
 * is wrong, and where; {@code yaml} the file as nodes; {@code value} single values; {@code binding} records filled from
 * maps; {@code layer} parents, variants and overrides laid over one another; {@code section} the sections. Nothing here
 * knows any kind of component.
 */
package dev.brownout.language;
