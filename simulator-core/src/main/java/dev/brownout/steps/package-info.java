/** The steps that a machine takes for a request, one after another: work, calls, pauses and branches. */
package dev.brownout.steps;
