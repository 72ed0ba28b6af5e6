/**
 * The vocabulary in which components, policies and faults describe themselves: annotations for names, sentences,
 * defaults and limits, value types with units, and the steps of a request.
 *
 * <p>One record per kind feeds the language, its schema, its messages and its manual; nothing is said twice.
 */
package dev.brownout.spec;
