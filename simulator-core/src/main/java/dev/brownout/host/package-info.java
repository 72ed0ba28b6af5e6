/**
 * A machine: its states (up, crashed, dark, paused, hung), what is in flight at it, its cores and the slots of its
 * workers.
 *
 * <p>A crashed process refuses at once and resets what was in flight; a dark machine says nothing; a paused one says
 * nothing now and everything later; a hung one accepts and does not answer. The differences are half of what outages
 * teach.
 */
package dev.brownout.host;
