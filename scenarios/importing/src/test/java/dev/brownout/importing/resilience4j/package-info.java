/** The policies of Resilience4j, and the scenarios that they become. */
package dev.brownout.importing.resilience4j;
