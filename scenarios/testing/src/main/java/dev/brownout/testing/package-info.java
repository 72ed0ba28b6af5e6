/**
 * Scenarios as tests of a user's own build: each assertion of a scenario as a test of JUnit, results as parameters of
 * test methods, and AssertJ assertions about them. JUnit and AssertJ are the user's own; nothing else here needs them.
 */
package dev.brownout.testing;
