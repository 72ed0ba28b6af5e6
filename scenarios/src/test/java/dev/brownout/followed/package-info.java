/** Requests that are followed: the parts of their time, by hand and by closed forms. */
package dev.brownout.followed;
