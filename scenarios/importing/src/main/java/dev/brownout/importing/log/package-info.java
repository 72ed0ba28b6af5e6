/**
 * Access logs of web servers, proxies and load balancers, read line by line in bounded memory: what arrived when, which
 * routes and keys were asked for, how long answers took, and the scenario that says so.
 */
package dev.brownout.importing.log;
