/**
 * A system as configuration files tell it: its parts, what each is to the others, who calls whom and where users come
 * in; and the scenario that says so, with guesses marked as guesses.
 */
package dev.brownout.importing.topology;
