// What axe-core finds in a page as it stands.
import axe from "axe-core";

/**
 * Each rule that the page breaks: its name, what it says, and the first three places. `levels` are axe's tags; none: all
 * rules. axe is brought into a page once, however often it is asked; there are no frames here to look into.
 */
export async function barriers(page, levels = null) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { ...(runOnly && { runOnly }), resultTypes: ["violations"], iframes: false });
    return violations.map(({ id, help, nodes }) => ({
      id, help,
      where: nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", "),
      html: nodes.map((node) => node.html.slice(0, 160)).join(" | "),
    }));
  }, levels);
}
