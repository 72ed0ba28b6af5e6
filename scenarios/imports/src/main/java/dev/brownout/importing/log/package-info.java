/**
 * Import of access logs of web servers, proxies and load balancers. Logs are read line by line in bounded memory. The
 * result is a scenario with arrival rates, request classes, key distributions and response times.
 */
package dev.brownout.importing.log;
