/**
 * Random scenarios: valid scenarios that cover the whole language. They are generated from the annotations of kinds,
 * policies and verbs, so that new ones are covered without changes here. Valid combinations are learned by loading
 * small scenarios.
 */
package dev.brownout.randomscenario;
