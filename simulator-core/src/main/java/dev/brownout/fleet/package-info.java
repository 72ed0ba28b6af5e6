/** Hosts of a tier with a variable count: autoscaling, deployments, draining, and the state of each host. */
package dev.brownout.fleet;
