/** Scenarios about machines and the processes on them, held against paper. */
package dev.brownout.machines;
