/** What monitors see, how soon, and what is done about it. */
package dev.brownout.alerts;
