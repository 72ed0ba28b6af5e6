/** Machines of a tier that come and go: how many are wanted, and which of them start, serve, drain and are out. */
package dev.brownout.fleet;
