/**
 * Imports configurations of nginx and HAProxy as scenarios. Each upstream becomes a balancer and a tier of servers,
 * with placeholders for the service times.
 */
package dev.brownout.importing.proxy;
