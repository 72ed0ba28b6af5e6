/**
 * How a word that a scenario can say describes itself: annotations for its name, sentence, defaults and limits, the
 * values with units that stand in it, and {@link dev.brownout.spec.SpecFields}, which reads such a record once.
 *
 * <p>One record per word feeds the language, its schema, its messages and its manual; nothing is said twice. The
 * package stands on no other one.
 */
package dev.brownout.spec;
