/**
 * Course of scenarios that build on each other: its steps, the difference of each step from the previous one, and its
 * documentation page.
 */
package dev.brownout.tutorial;
