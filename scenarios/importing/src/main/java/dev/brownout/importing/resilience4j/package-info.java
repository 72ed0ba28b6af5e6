/** The policies of Resilience4j as Spring Boot configures them, as policies of calls in a scenario. */
package dev.brownout.importing.resilience4j;
