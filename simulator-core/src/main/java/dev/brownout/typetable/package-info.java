/**
 * Tables of types: components, accessors, constructors and annotations of records, and the subtypes of sealed types. An
 * annotation processor generates them at build time, so that neither the start of the program nor a build for browsers
 * needs reflection on records. This package depends on no other package.
 */
package dev.brownout.typetable;
