/** Tests of message fan-out: timelines, boards and chat rooms, validated against analytical estimates. */
package dev.brownout.fanout;
