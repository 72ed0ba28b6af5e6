/** Machines that are drained, and brought to other versions, held to what is reckoned by hand. */
package dev.brownout.deployments;
