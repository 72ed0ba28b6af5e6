/**
 * The manual of the scenario language, generated from the declarations of kinds: its pages, their rendering for a
 * terminal and as Markdown, and the JSON Schema for editors, from the same records.
 *
 * <p>This package contains no text about a single kind. Sentences, defaults, limits and examples are declared beside
 * their subjects.
 */
package dev.brownout.reference;
