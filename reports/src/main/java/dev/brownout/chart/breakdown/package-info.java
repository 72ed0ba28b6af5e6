/** Pictures of where the time of requests went: of all requests, and of single ones. */
package dev.brownout.chart.breakdown;
