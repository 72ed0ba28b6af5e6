/**
 * Random scenarios: valid ones over everything that the language has, driven by what kinds, policies and verbs say of
 * themselves, so that a new one is covered without a line here. What is allowed where is learned by asking the loader.
 */
package dev.brownout.randomscenario;
