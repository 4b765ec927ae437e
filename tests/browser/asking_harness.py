"""Two pages: one whose fragment asks again and again, and another. Run by Streamlit."""

import streamlit as st

from app.asking_again import ask_again


@st.fragment(key="asking")
def asking() -> None:
    st.session_state["asked"] = st.session_state.get("asked", 0) + 1
    st.write(f"asked: {st.session_state['asked']}")
    ask_again(0.1, key="again")


def first_page() -> None:
    st.title("Here")
    asking()


def other_page() -> None:
    st.title("Elsewhere")


pages = [st.Page(first_page, title="First", default=True), st.Page(other_page, title="Other", url_path="other")]
st.navigation(pages, position="top").run()
