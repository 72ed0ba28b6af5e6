/** Imports the Resilience4j policies of Spring Boot configurations as call policies of a scenario. */
package dev.brownout.importing.resilience4j;
