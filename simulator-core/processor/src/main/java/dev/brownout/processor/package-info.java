/**
 * Annotation processor that generates the tables of types for {@code dev.brownout.typetable}. A table is a class beside
 * the type: {@code CacheSpec_Table} for {@code CacheSpec}, {@code CacheSpec_Lookup_Table} for {@code CacheSpec.Lookup}.
 */
package dev.brownout.processor;
