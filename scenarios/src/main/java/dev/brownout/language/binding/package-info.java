/**
 * Binding of maps of a file to the records of the simulator core, as the records declare it: their parameters,
 * profiles, policies, steps and faults.
 *
 * <p>{@link dev.brownout.language.binding.Binder} fills the records.
 * {@link dev.brownout.language.binding.DeclaredNames} are the names that they may refer to.
 * {@link dev.brownout.language.binding.SectionShape} describes the structure of a part without reading it. This package
 * does not depend on a kind of component.
 */
package dev.brownout.language.binding;
