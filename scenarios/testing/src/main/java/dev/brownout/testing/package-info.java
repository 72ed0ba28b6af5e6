/**
 * JUnit and AssertJ support for scenarios as tests of a user's build. Each assertion of a scenario is a JUnit test,
 * test methods receive results as parameters, and AssertJ assertions check them. JUnit and AssertJ are dependencies of
 * the user's build; no other package needs them.
 */
package dev.brownout.testing;
