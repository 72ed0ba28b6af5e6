/**
 * Rounds of tests. {@code mvn verify} runs every test class, with one chosen row of each long table; {@code .ci/run}
 * runs the remaining rows as well. The time of each class is measured and compared with a limit.
 */
package dev.brownout.rounds;
