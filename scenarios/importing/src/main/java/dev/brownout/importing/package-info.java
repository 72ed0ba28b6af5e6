/** Scenarios made of what real systems have written; see the packages below. */
package dev.brownout.importing;
