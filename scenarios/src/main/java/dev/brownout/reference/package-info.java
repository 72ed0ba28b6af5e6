/**
 * The manual of the scenario language, made from what the kinds say about themselves: pages, and two renderings of
 * them, for a terminal and as Markdown; and the JSON Schema that editors read, from the same records.
 *
 * <p>Nothing is written here about any kind: sentences, defaults, limits and examples stand beside what they are about.
 */
package dev.brownout.reference;
