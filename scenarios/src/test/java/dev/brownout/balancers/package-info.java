/**
 * Tests of load balancers: capacity, health checks, slow start, sessions and takeover, validated against closed forms.
 */
package dev.brownout.balancers;
