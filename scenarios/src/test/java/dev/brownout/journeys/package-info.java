/** Visitors who ask for one thing after the other, against what paper says of them. */
package dev.brownout.journeys;
