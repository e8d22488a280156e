// A link such as /networks/leeds#ll_... carries the token where no server and no log sees it. Put it in, then hide it.
const token = location.hash.slice(1).replace(/^token=/, "");
const field = document.getElementById("token");
if (token.startsWith("ll_")) {
  field.value = decodeURIComponent(token);
  history.replaceState(null, "", location.pathname + location.search);
}
