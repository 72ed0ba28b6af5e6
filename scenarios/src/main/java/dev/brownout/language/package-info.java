/**
 * The scenario language: reads YAML and returns checked and resolved scenarios, or all problems of the file.
 *
 * <p>A {@link dev.brownout.language.Loader} creates a {@link dev.brownout.language.ScenarioFile} from a text. It uses
 * the packages below, each of which depends only on those listed before it: {@code grammar}, generated from
 * {@code Language.g4}; {@code diagnostic}, problems and their locations; {@code yaml}, the file as nodes;
 * {@code parse}, single values; {@code binding}, records filled from maps; {@code overlay}, parents, variants and
 * overrides; {@code section}, the sections. None of them depends on a kind of component.
 */
package dev.brownout.language;
