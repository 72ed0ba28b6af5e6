// A classic script: browsers load no modules and no workers from file: addresses.
addEventListener("DOMContentLoaded", () => {
  if (location.protocol === "file:") {
    document.getElementById("start").textContent = "Browsers do not start this page from a file. "
      + "Put its folder on a web server, or run: brownout serve --site FOLDER";
  }
});
