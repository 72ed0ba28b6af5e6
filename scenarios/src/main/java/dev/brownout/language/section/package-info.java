/**
 * The sections of a file: one class each, with what stands in it, how it is read and checked against the others, and
 * how a resolved scenario writes it; {@code Sections} lists them.
 *
 * <p>Whoever loads a scenario reads {@link dev.brownout.language.section.FileParts}, and with a
 * {@link dev.brownout.language.section.VariantReader} one variant after another. A
 * {@link dev.brownout.language.section.LanguageDefinition} is a list of sections with the words that stand in them.
 */
package dev.brownout.language.section;
