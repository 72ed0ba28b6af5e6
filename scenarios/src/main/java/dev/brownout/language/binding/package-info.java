/**
 * How the records of the core are filled from maps of a file, by what the records say about themselves: their
 * parameters, profiles, policies, steps and faults.
 *
 * <p>{@link dev.brownout.language.binding.Binder} fills them; {@link dev.brownout.language.binding.DeclaredNames} are
 * what they may refer to, and {@link dev.brownout.language.binding.SectionShape} says what stands somewhere without
 * reading it. Nothing here knows any kind of component.
 */
package dev.brownout.language.binding;
