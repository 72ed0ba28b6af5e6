/**
 * The sections of a file, one class each: their shape, how they are read and checked against other sections, and how a
 * resolved scenario writes them. {@code Sections} lists them.
 *
 * <p>A loader reads {@link dev.brownout.language.section.FileParts}, and then each variant with a
 * {@link dev.brownout.language.section.VariantReader}. A {@link dev.brownout.language.section.LanguageDefinition}
 * combines the sections with their vocabulary.
 */
package dev.brownout.language.section;
