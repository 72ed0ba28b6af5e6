/**
 * Self-description of the words of a scenario: annotations for name, documentation, defaults and limits, the values
 * with units, and {@link dev.brownout.spec.SpecFields}, which reads such a record once.
 *
 * <p>One record per word is the source of the language, its schema, its messages and its manual. The package depends on
 * no other package of the project.
 */
@InTypeTable
package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
