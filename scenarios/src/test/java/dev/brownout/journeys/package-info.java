/** Tests of user journeys, closed loops and waiting rooms, validated against analytical estimates. */
package dev.brownout.journeys;
